import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FaceDetectionConfig } from '@app/config';
import { AppError } from '@app/kernel';
import type { Box } from '@app/redactions/domain';
import { type Cv, type Mat, openCv, owning } from './opencv';

/** Where something to hide may be: a place and a score, and nothing of what or who it is. */
export interface SuggestedBox {
  /** In fractions of the picture given. */
  readonly box: Box;
  /** 0 to 1. */
  readonly score: number;
}

/** A picture as rows of red, green and blue bytes. */
export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/**
 * Suggests boxes on one picture. Off in every installation that does not turn it on; keeps nothing from one picture to
 * the next; has no way to tell one face from another (law, § 17).
 */
export interface Detector {
  /** The Solicitor's written opinion that permits it, for the record of whatever is done with it. */
  readonly permittedBy: string;
  suggestBoxes(picture: RgbPicture): readonly SuggestedBox[];
  close(): void;
}

const OFF =
  'Face detection is off. It needs the City Solicitor’s written opinion under ordinance 2.128 and FACE_DETECTION=on; draw the box by hand instead.';

/** Refuses in words when detection is off, or the model is not the file that was permitted. */
export async function openDetector(config: FaceDetectionConfig | null): Promise<Detector> {
  if (config === null) throw new AppError('not-permitted', OFF);
  const model = await permittedModel(config);
  const { cv } = await openCv();
  return YuNet.load(cv as Cv & WithYuNet, model, config.opinion);
}

async function permittedModel({ modelFile, modelSha256 }: FaceDetectionConfig): Promise<Uint8Array> {
  const model = await readFile(modelFile).catch((cause: unknown) => {
    throw new AppError('unavailable', 'The file named by FACE_DETECTION_MODEL_FILE cannot be read.', { cause });
  });
  const found = createHash('sha256').update(model).digest('hex');
  if (found === modelSha256) return model;
  const says = `The file named by FACE_DETECTION_MODEL_FILE is not the one that was permitted: its SHA-256 is ${found}. It is not loaded.`;
  throw new AppError('hash-mismatch', says);
}

/** The part of OpenCV that the package's own types leave out. */
interface WithYuNet {
  readonly FaceDetectorYN: new (
    model: string,
    config: string,
    size: { readonly width: number; readonly height: number },
    least: number,
    overlap: number,
    most: number,
  ) => Network;
  FS_createDataFile(folder: string, name: string, data: Uint8Array, read: boolean, write: boolean, own: boolean): void;
  FS_unlink(path: string): void;
}

interface Network {
  setInputSize(size: { readonly width: number; readonly height: number }): void;
  detect(picture: Mat, faces: Mat): number;
  delete(): void;
}

/** Of a detection: box, five points of the face, score. The points are not read. */
const COLUMNS = 15;
const SCORE = 14;
const LEAST_SCORE = 0.6;
const MOST_OVERLAP = 0.3;
const MOST_BOXES = 500;
const MODEL = 'detector.onnx';

class YuNet implements Detector {
  private constructor(
    private readonly cv: Cv,
    private readonly network: Network,
    readonly permittedBy: string,
  ) {}

  static load(cv: Cv & WithYuNet, model: Uint8Array, permittedBy: string): YuNet {
    // A folder of the WebAssembly's own memory: no file of this machine.
    cv.FS_createDataFile('/', MODEL, model, true, false, true);
    try {
      const size = { width: 320, height: 320 };
      const load = () => new cv.FaceDetectorYN(`/${MODEL}`, '', size, LEAST_SCORE, MOST_OVERLAP, MOST_BOXES);
      return new YuNet(cv, owning(cv, load), permittedBy);
    } catch (cause) {
      const says = 'The detector’s model cannot be used: it must be a YuNet face detector in ONNX form.';
      throw new AppError('unavailable', says, { cause });
    } finally {
      cv.FS_unlink(`/${MODEL}`);
    }
  }

  suggestBoxes({ width, height, rgb }: RgbPicture): readonly SuggestedBox[] {
    const { cv, network } = this;
    return owning(cv, (own) => {
      const [picture, faces] = [own(new cv.Mat(height, width, cv.CV_8UC3)), own(new cv.Mat())];
      picture.data.set(rgb);
      cv.cvtColor(picture, picture, cv.COLOR_RGB2BGR);
      network.setInputSize({ width, height });
      network.detect(picture, faces);
      return Array.from({ length: faces.rows }, (_, row) => {
        const [x = 0, y = 0, w = 0, h = 0] = faces.data32F.subarray(row * COLUMNS, row * COLUMNS + 4);
        const box = { x: x / width, y: y / height, w: w / width, h: h / height };
        return { box, score: faces.data32F[row * COLUMNS + SCORE] ?? 0 };
      });
    });
  }

  close(): void {
    this.network.delete();
  }
}
