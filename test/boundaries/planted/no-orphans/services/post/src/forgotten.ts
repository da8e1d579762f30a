export const forgotten = true; // planted
