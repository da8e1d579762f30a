import { createRequire } from 'node:module';
import { cruise, type IConfiguration, type IFlattenedRuleSet } from 'dependency-cruiser';

export const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration;

/** Which rules each import of a tree violates: `rule: from → to`. */
export const violationsIn = async (folder: string): Promise<{ rule: string; from: string; to: string }[]> => {
  const { exclude: _, cache: __, enhancedResolveOptions, ...options } = config.options ?? {};
  const { output } = await cruise(
    ['.'],
    { ...options, baseDir: folder, validate: true, ruleSet: { forbidden: config.forbidden } as IFlattenedRuleSet },
    { ...enhancedResolveOptions, bustTheCache: true },
  );
  if (typeof output === 'string') throw new TypeError(output);
  return output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
};
