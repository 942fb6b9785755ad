import { catchesEverySaboteurOf } from '../../support/saboteurs-caught';

catchesEverySaboteurOf('smart');
