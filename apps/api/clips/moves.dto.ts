export class ReasonView {
  code!: string;
  says!: string;
  authority!: string;
}

export class MoveView {
  move!: string;
  title!: string;
  by!: string[];
  to!: string;
  /** It asks once more who it is, over the exact text. */
  signed!: boolean;
  authority!: string;
  permitted!: boolean;
  /** Every reason why not. */
  because!: ReasonView[];
}

export class MovesView {
  state!: string;
  says!: string;
  version!: number;
  moves!: MoveView[];
}

export class MovedView {
  state!: string;
  version!: number;
}

export class SigningTextView {
  text!: string;
  sha256!: string;
}
