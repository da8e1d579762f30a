/** How old the local copies may be before what is not plainly public is asked for elsewhere, in ms. */
export const freshnessMs = 10_000;
