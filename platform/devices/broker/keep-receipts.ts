export type Receipts = {
  /** Messages that were taken and are not done with. */
  readonly waiting: number;
  /**
   * @param id by which it is acknowledged; 0: it asks for none
   * @param kept settles when the message is committed
   */
  add(id: number, kept: Promise<void>): void;
};

type Receipt = { id: number; kept: boolean };

/**
 * Acknowledges the messages of one connection in the order in which they came (OASIS MQTT 3.1.1, 4.6), those of one
 * commit in one piece: a commit ends many messages at once, and to tell each by itself would cost more than to keep it.
 * @param tell ids of messages that are to be acknowledged, once a turn of the event loop; none where none asked for it
 * @param fail a message could not be kept; it must not be acknowledged
 */
export function createReceipts(tell: (ids: number[]) => void, fail: (error: Error) => void): Receipts {
  let receipts: Receipt[] = [];
  let waiting = 0;
  let telling = false;

  const settle = () => {
    telling = false;
    const first = receipts.findIndex(({ kept }) => !kept);
    const done = first < 0 ? receipts : receipts.slice(0, first);
    receipts = first < 0 ? [] : receipts.slice(first);
    waiting = receipts.length;
    tell(done.flatMap(({ id }) => (id === 0 ? [] : [id])));
  };

  return {
    get waiting() {
      return waiting;
    },
    add(id, kept) {
      const receipt = { id, kept: false };
      receipts.push(receipt);
      waiting += 1;
      kept.then(() => {
        receipt.kept = true;
        if (telling || receipts[0]?.kept !== true) return;
        telling = true;
        setImmediate(settle);
      }, fail);
    },
  };
}
