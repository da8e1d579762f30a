/**
 * Runs work of different lanes at the same time and work of one lane in the order in which it came. A partition number is a lane: a
 * canary of partition n is written after all that came before it through partition n of any topic.
 */
export const lanes = () => {
  const last = new Map<number, Promise<unknown>>();
  return <T>(lane: number, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(lane) ?? Promise.resolve()).then(work, work);
    last.set(lane, mine);
    return mine;
  };
};
