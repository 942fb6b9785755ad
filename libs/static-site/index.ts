/** The public site as files: made from what the portal answers, served when it cannot, withdrawn from without anyone's help. */
export { ExportFolder, namesIt } from './export-folder';
export { type Exported, exportSite } from './export-site';
export { type PublicNow, withdrawWhatIsDown } from './withdraw-what-is-down';
