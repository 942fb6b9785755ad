import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { workerConfig } from '@app/config';
import { openDetector } from '@app/media';
import { discard, temporaryFolder } from '../../support/temporary';

// Law, § 17: no identification anywhere; detection off, and only with the Solicitor's opinion and an operator's model.

const ROOT = join(__dirname, '..', '..', '..');
const folder = temporaryFolder();
afterAll(() => discard(folder));

const key = join(folder, 'key.pem');
writeFileSync(key, 'a key');
const environment = {
  DATABASE_URL: 'postgres://daylight_app:secret@127.0.0.1:5432/daylight',
  STORAGE_ROOT: folder,
  MEDIA_SCRATCH: folder,
  RELEASE_KEY_FILE: key,
  LEDGER_KEY_FILE: key,
  C2PA_KEY_FILE: key,
  C2PA_CHAIN_FILE: key,
};

const model = join(folder, 'detector.onnx');
writeFileSync(model, 'this is no network');
const sha256 = createHash('sha256').update(readFileSync(model)).digest('hex');
const opinion = 'Solicitor’s opinion of 2026-03-02';

it('is off in an installation that says nothing of it, and refuses in words', async () => {
  const { faceDetection } = workerConfig(environment);
  expect(faceDetection).toBeNull();
  await expect(openDetector(faceDetection)).rejects.toMatchObject({
    code: 'not-permitted',
    message: expect.stringContaining('Face detection is off. It needs the City Solicitor’s written opinion') as string,
  });
});

it('does not load a file other than the one that was permitted, and names what it found', async () => {
  const config = { modelFile: model, modelSha256: 'b'.repeat(64), opinion };
  await expect(openDetector(config)).rejects.toMatchObject({
    code: 'hash-mismatch',
    message: expect.stringContaining(`its SHA-256 is ${sha256}. It is not loaded.`) as string,
  });
});

it('says that a model is missing, or is none', async () => {
  const missing = { modelFile: join(folder, 'nowhere.onnx'), modelSha256: sha256, opinion };
  await expect(openDetector(missing)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The file named by FACE_DETECTION_MODEL_FILE cannot be read.',
  });
  await expect(openDetector({ modelFile: model, modelSha256: sha256, opinion })).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The detector’s model cannot be used: it must be a YuNet face detector in ONNX form.',
  });
});

/** Every file below a folder. */
function filesBelow(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
  );
}

it('comes with no model of any detector, and with nothing that could tell faces apart', () => {
  const opencv = join(ROOT, 'node_modules', '@techstark', 'opencv-js');
  const ours = ['apps', 'libs', 'migrations', 'test', 'docker', 'docs'].map((name) => join(ROOT, name));
  const models = [...ours, opencv]
    .flatMap(filesBelow)
    .filter((path) => /\.(onnx|pb|pbtxt|caffemodel|prototxt|tflite|pt|pth|safetensors)$|cascade.*\.xml$/.test(path));
  expect(models).toEqual([]);
  expect(statSync(join(opencv, 'dist', 'opencv.js')).size).toBeGreaterThan(1e6);
  const cv = createRequire(__filename)('@techstark/opencv-js') as Record<string, unknown>;
  expect('FaceDetectorYN' in cv).toBe(true); // it is loaded, so what is not there is not in it
  expect(['FaceRecognizerSF', 'face_FaceRecognizer', 'LBPHFaceRecognizer'].filter((name) => name in cv)).toEqual([]);
});

/** What the public is told of every release, in every place where it is told: true while nothing opens a detector. */
const TOLD: Readonly<Record<string, string>> = {
  'libs/determinations/domain/release-record.ts': "biometricProcessing: 'none'",
  'libs/publications/domain/plain-texts.ts': 'No biometric processing was used.',
  'libs/public-pages/language/messages/en/layout.ts': 'No biometric processing is used.',
  'libs/public-pages/language/messages/en/release.ts': "'no-biometrics': 'None was used.'",
  'libs/public-pages/language/messages/en/how-we-decide.ts': 'no software looks for faces',
};

it('is opened by no process, as long as the public is told that no software looks for faces', () => {
  const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
  const told = Object.entries(TOLD).filter(([path, words]) => textOf(path).includes(words));
  expect(told).toHaveLength(Object.keys(TOLD).length); // who changes what is told says here what holds instead
  // Whatever it is called where it is used, it has to be imported by its name.
  const users = ['apps', 'libs']
    .flatMap((name) => filesBelow(join(ROOT, name)))
    .filter(
      (path) =>
        /\.[cm]?[jt]sx?$/.test(path) && /openDetector|track\/detector|FaceDetectorYN/.test(readFileSync(path, 'utf8')),
    );
  expect(users.map((path) => relative(ROOT, path)).sort()).toEqual([
    'libs/media/index.ts',
    'libs/media/track/detector.ts',
  ]);
});
