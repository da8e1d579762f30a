/** An address that its owner would recognise and nobody could write to: `a***@example.org`. */
export const maskedAddress = (email: string): string => `${email.slice(0, 1)}***${email.slice(email.lastIndexOf('@'))}`;
