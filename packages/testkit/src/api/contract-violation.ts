/** A server answered what its contract does not say. Never expected: `toFail` does not accept it. */
export class ContractViolation extends Error {
  constructor(operation: string, status: number, reason: string, body: unknown) {
    super(`${operation} answered ${String(status)} against its contract: ${reason}\n${JSON.stringify(body, null, 2)}`);
    this.name = 'ContractViolation';
  }
}
