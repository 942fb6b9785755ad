/** Public records requests linked to clips, and their statutory clocks. */
export { RecordsRequest, RecordsRequestClip } from './data/requests.entities';
export { RequestsModule } from './requests.module';
export { type NewRecordsRequest, RequestsService } from './requests.service';
