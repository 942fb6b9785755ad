export { type RequestClocks, requestClocks, REQUEST_CLOCKS } from './request.deadlines';
