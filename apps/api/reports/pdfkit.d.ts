// What pdfkit 0.20 takes and its types leave out: tags of tables.
declare namespace PDFKit.Mixins {
  interface TableOptions {
    structParent?: PDFKit.PDFStructureElement;
  }
  interface CellOptions {
    scope?: 'Row' | 'Column';
  }
}
