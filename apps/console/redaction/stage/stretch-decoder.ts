import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';

type OnPicture = (picture: VideoFrame) => void;

/**
 * Decodes one stretch of a film at a time, and no frame beyond it. mediabunny’s own sinks begin a decoder anew for each
 * stretch and feed it up to forty packets more than were asked for: a jump then waits for pictures that nobody wants.
 */
export class StretchDecoder {
  private readonly packets: EncodedPacketSink;
  private decoder: VideoDecoder | null = null;
  /** Who is told of the stretch that is being decoded; null between two. */
  private told: OnPicture | null = null;

  constructor(
    track: InputVideoTrack,
    private readonly config: VideoDecoderConfig,
  ) {
    this.packets = new EncodedPacketSink(track);
  }

  /**
   * From the keyframe before a time to another time, in seconds; decoding order is the order in which the staff copy is
   * shown. Each picture is lent for as long as it is told of. What was being decoded is dropped.
   */
  async decode(from: number, to: number, onPicture: OnPicture): Promise<void> {
    this.drop();
    this.told = onPicture;
    const decoder = this.ready();
    let packet = await this.packets.getKeyPacket(from);
    for (; packet && packet.timestamp <= to; packet = await this.packets.getNextPacket(packet)) {
      if (this.told !== onPicture) return;
      decoder.decode(packet.toEncodedVideoChunk());
    }
    if (this.told !== onPicture) return;
    await decoder.flush();
    if (this.told === onPicture) this.told = null;
  }

  /** Lets go of what is being decoded. */
  drop(): void {
    if (this.told && this.decoder?.state === 'configured') this.decoder.reset();
    this.told = null;
  }

  close(): void {
    this.told = null;
    if (this.decoder && this.decoder.state !== 'closed') this.decoder.close();
  }

  /** A decoder that takes packets: the browser closes one that was not used for a while. */
  private ready(): VideoDecoder {
    if (!this.decoder || this.decoder.state === 'closed') this.decoder = this.made();
    if (this.decoder.state === 'unconfigured') this.decoder.configure(this.config);
    return this.decoder;
  }

  private made(): VideoDecoder {
    return new VideoDecoder({
      output: (picture) => {
        this.told?.(picture);
        picture.close();
      },
      error: () => undefined, // `flush` rejects with it
    });
  }
}
