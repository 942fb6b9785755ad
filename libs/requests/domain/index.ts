export { REQUEST_CLOCKS, type RequestClocks, requestClocks } from './request.deadlines';
export {
  ASK_ENDS,
  ASK_KINDS,
  type AskEnd,
  type AskFault,
  type AskKind,
  LONGEST_REPLY_TO,
  MOST_SAID,
  type NewAsk,
  readAsk,
  receiptOf,
} from './ask';
