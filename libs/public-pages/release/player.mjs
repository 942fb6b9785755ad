// The buttons beside the video of a release. The page is complete without them: they are hidden until this runs.

const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
const NORMAL = SPEEDS.indexOf(1);

function begin(strip, video, details) {
  const words = JSON.parse(strip.dataset.words);
  const status = strip.querySelector('[role=status]');
  const say = (text) => (status.textContent = text);
  const player = {
    video,
    details,
    words,
    say,
    rate: Number(strip.dataset.rate),
    frame: followFrames(video),
    track: null,
  };
  const acts = actsOf(player);
  strip.addEventListener('click', (event) => {
    const act = acts[event.target.closest('[data-act]')?.dataset.act];
    if (act) act(event);
  });
  for (const link of document.querySelectorAll('a[data-at]'))
    link.addEventListener('click', (event) => follow(event, link, player));
  followCaptions(player, strip);
  strip.hidden = false;
  startAsAsked(player, Number(strip.dataset.duration));
}

/** Where nobody read the address before the page was sent, as on a host of files, its moment is read here. Loads nothing. */
function startAsAsked({ video, details }, duration) {
  const asked = new URL(location.href).searchParams.get('t') ?? '';
  if (details.open || !/^\d{1,6}(\.\d{1,3})?$/.test(asked) || Number(asked) > duration) return;
  details.open = true;
  video.currentTime = Number(asked); // where it will begin, as long as nothing of it is there
}

function actsOf(player) {
  const { video, words, say } = player;
  const jump = (seconds) => () => say(fill(words.at, timecode(seek(player, video.currentTime + seconds))));
  const speed = (steps) => () => {
    const now = SPEEDS.indexOf(video.playbackRate);
    video.playbackRate = SPEEDS[Math.min(Math.max((now < 0 ? NORMAL : now) + steps, 0), SPEEDS.length - 1)];
    say(fill(words.speed, video.playbackRate));
  };
  return {
    back: jump(-10),
    forward: jump(10),
    'frame-back': () => step(player, -1),
    'frame-forward': () => step(player, 1),
    slower: speed(-1),
    faster: speed(1),
    'previous-hidden': () => toHidden(player, -1),
    'next-hidden': () => toHidden(player, 1),
    captions: () => switchCaptions(player),
    described: (event) => keepMoment(event.target.closest('a'), video),
    copy: () => copyLink(player),
  };
}

const fill = (text, value) => text.replace('{value}', value);

/** 1:02:03.4, as the page writes it; frames need the thousandths. */
function timecode(seconds, digits = 1) {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const tail = `${String(minutes % 60).padStart(minutes < 60 ? 1 : 2, '0')}:${rest.toFixed(digits).padStart(3 + digits, '0')}`;
  return minutes < 60 ? tail : `${Math.floor(minutes / 60)}:${tail}`;
}

/** Goes to a moment, within the video; opens it if need be, and loads it only now that somebody has asked for it. */
function seek({ video, details }, seconds) {
  details.open = true;
  const end = Number.isFinite(video.duration) ? video.duration : Infinity;
  const at = Math.min(Math.max(seconds, 0), end);
  if (video.readyState > 0) video.currentTime = at;
  else {
    video.addEventListener('loadedmetadata', () => (video.currentTime = Math.min(at, video.duration)), { once: true });
    video.preload = 'auto';
  }
  return at;
}

/**
 * Media time at which the frame that is on the screen begins, where the browser tells it. It tells it some time after the
 * frame has come: after a jump it is not known until then.
 */
function followFrames(video) {
  const frame = { begins: null };
  const note = (_now, { mediaTime }) => {
    if (!video.seeking) frame.begins = mediaTime;
    video.requestVideoFrameCallback(note);
  };
  video.addEventListener('seeking', () => (frame.begins = null));
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(note);
  return frame;
}

/** Of a frame: a moment that is written in thousandths of a second may lie just before the frame that it names. */
const ROUNDING = 0.05;

/** To the middle of the frame before or after, at the recording's own rate. */
function step(player, frames) {
  const { video, rate, frame, words, say } = player;
  video.pause();
  const known = frame.begins !== null && !video.seeking && Math.abs(frame.begins - video.currentTime) < 1;
  const begins = known ? frame.begins : Math.floor(video.currentTime * rate + ROUNDING) / rate;
  const last = (video.duration || Infinity) - 1 / rate;
  const target = Math.max(Math.min(begins + frames / rate, last), 0);
  seek(player, target + 0.5 / rate);
  say(fill(words.frame, timecode(target, 3)));
}

/** To the beginning of the hidden part before or after, and says what it is in the words of its row. */
function toHidden(player, direction) {
  const { video, words, say } = player;
  const links = [...document.querySelectorAll('#hidden-parts tbody a[data-at]')];
  const now = video.currentTime + (direction < 0 && !video.paused ? -1 : direction * 0.05);
  const found =
    direction > 0
      ? links.find((link) => Number(link.dataset.at) > now)
      : links.findLast((link) => Number(link.dataset.at) < now);
  if (!found) {
    say(direction > 0 ? words.last : words.first);
    return;
  }
  seek(player, Number(found.dataset.at));
  const cells = [...found.closest('tr').cells].slice(1, 4);
  say(cells.map((cell) => cell.textContent.trim()).join(', '));
}

/** A moment's link: goes there without loading the page anew. Opened elsewhere it stays a link. */
function follow(event, link, player) {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const at = Number(link.dataset.at);
  seek(player, at);
  history.replaceState(null, '', addressAt(link.dataset.at));
  player.video.focus({ preventScroll: true });
  player.details.scrollIntoView({ block: 'nearest' });
  player.say(fill(player.words.at, timecode(at)));
}

const shownIn = (video) => [...video.textTracks].find((track) => track.mode === 'showing');

/** The button knows whether anything is read under the picture: captions, or one of their translations. */
function followCaptions(player, strip) {
  const { video } = player;
  const button = strip.querySelector('[data-act=captions]');
  player.track = video.querySelector('track[default]')?.track;
  player.showState = () => {
    const shown = shownIn(video);
    player.track = shown ?? player.track;
    button?.setAttribute('aria-pressed', String(shown !== undefined));
  };
  video.textTracks.addEventListener('change', player.showState);
  player.showState();
}

/** Hides what is shown, and shows again what was: the page's own, or what the reader chose in the video's menu. */
function switchCaptions(player) {
  const { track, words, say } = player;
  if (!track) return;
  track.mode = track.mode === 'showing' ? 'hidden' : 'showing';
  player.showState();
  say(track.mode === 'showing' ? words.captions : words['no-captions']);
}

const momentOf = (video) => String(Math.round(video.currentTime * 10) / 10);

/** The other version of the video begins where this one is. */
function keepMoment(link, video) {
  const url = new URL(link.href);
  url.searchParams.set('t', momentOf(video));
  link.href = url.href;
}

/** This page, to begin at that second; it keeps whether the described version is shown. */
function addressAt(seconds) {
  const url = new URL(location.href);
  url.hash = '';
  url.searchParams.set('t', seconds);
  return url.href;
}

async function copyLink({ video, words, say }) {
  const address = addressAt(momentOf(video));
  try {
    await navigator.clipboard.writeText(address);
    say(fill(words.copied, timecode(video.currentTime)));
  } catch {
    say(`${words['copy-by-hand']} ${address}`); // no clipboard, or the reader refused it
  }
}

const strip = document.querySelector('[data-player]');
const video = document.querySelector('.watch video');
if (strip && video) begin(strip, video, video.closest('details'));
