/** How often rows are wrong or thin. What a source leaves out by nature stands in the source's own file. */
export const RATES = {
  /** A name that sounds or looks alike, or lacks a character. */
  mistypedName: 0.04,
  /** A citizen number with one wrong digit or two neighbours exchanged. */
  mistypedCitizen: 0.03,
  /** Of those born before 1985, the old number of 15 digits. */
  oldCitizen: 0.01,
  /** A phone given up, though the row is of after. */
  stalePhone: 0.14,
  /** An address left, though the row is of after. */
  staleAddress: 0.22,
  /** A required value that is missing or impossible: such a row ends in quarantine. */
  invalid: 0.0006,
  /** The row before sent again, under the same key. */
  sentTwice: 0.00005,
  /** A second row for somebody who has one already, under a key of its own. */
  doubled: 0.004,
} as const;
