/** Of more than this many only the first are listed: an export holds hundreds of thousands of them. */
export const mediaListed = 1_000
