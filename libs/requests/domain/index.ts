export { REQUEST_CLOCKS, type RequestClocks, requestClocks } from './request.deadlines';
