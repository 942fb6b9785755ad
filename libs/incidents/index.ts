/** What happened. Knows nothing of clips. */
export { Incident } from './data/incident.entity';
export { IncidentsModule } from './incidents.module';
export { IncidentsService } from './incidents.service';
