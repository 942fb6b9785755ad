import {
  AS_RECORDED,
  CONTENT_WARNINGS,
  DOCKET_NOTES,
  DOCKET_OUTCOMES,
  PRONGS,
  TAKEDOWN_CLASSES,
} from '@app/publications/domain';
import { accessibility } from './accessibility';
import { ask } from './ask';
import { contact } from './contact';
import { corrections } from './corrections';
import { data } from './data';
import { docket } from './docket';
import { errors } from './errors';
import { gone } from './gone';
import { home } from './home';
import { howWeDecide } from './how-we-decide';
import { incident } from './incident';
import { layout } from './layout';
import { privacy } from './privacy';
import { hiddenPart, hiddenStyle, release } from './release';
import { releases } from './releases';
import { statistics } from './statistics';
import { verify } from './verify';
import { camera } from './vocabulary';

/** Every word of the public site, by area. What the domain names already is taken from there. */
export const ENGLISH = {
  layout,
  errors,
  home,
  releases,
  release,
  hiddenPart,
  hiddenStyle,
  recorded: AS_RECORDED,
  incident,
  docket,
  statistics,
  ask,
  corrections,
  data,
  gone,
  'how-we-decide': howWeDecide,
  verify,
  accessibility,
  privacy,
  contact,
  camera,
  outcome: DOCKET_OUTCOMES,
  note: DOCKET_NOTES,
  prong: PRONGS,
  takedown: TAKEDOWN_CLASSES,
  warning: CONTENT_WARNINGS,
} as const;
