/** What is hidden, where, when and why: pure, used alike by the editor's canvas, the renderer and the verifier. */
export * from './plan';
export { type ClipExtent, parsePlan, type ParsedPlan } from './parse-plan';
export { cellsOf, coverAt, coverOf, isActive, type Picture, type Region, regionAt, toStored } from './cover';
export { areaOf, CELL, type CellRows, common, dilate, erode, type Span, without } from './raster';
export { MUTE_MARGIN, type MutedSamples, mutedSamples, toneAt } from './mute';
