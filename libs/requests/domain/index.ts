export { type RequestClocks, requestClocks } from './request.deadlines';
