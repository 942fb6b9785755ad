/** Public records requests linked to clips, their statutory clocks, and what readers of the public site ask for. */
export { AskTask, PublicAsk } from './data/asks.entities';
export type { ListedAsk } from './data/asks.repository';
export { RecordsRequest, RecordsRequestClip } from './data/requests.entities';
export { AsksService } from './asks.service';
export { PublicAsks } from './public-asks';
export { RequestsModule } from './requests.module';
export { type NewRecordsRequest, RequestsService } from './requests.service';
