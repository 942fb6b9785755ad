export class StateAgeView {
  state!: string;
  clips!: number;
  /** Since receipt. */
  medianDays!: number;
  mostDays!: number;
}

export class StageTimeView {
  stage!: string;
  /** How often a clip has left it. */
  passages!: number;
  medianDays!: number;
}

export class PunctualityView {
  name!: string;
  authority!: string;
  inTime!: number;
  /** Done too late, or still not done. */
  late!: number;
}

export class PublishedView {
  releases!: number;
  minutes!: number;
  /** Of picture in which something is covered. */
  coveredMinutes!: number;
  mutedMinutes!: number;
}

export class CountView {
  name!: string;
  count!: number;
}

export class WithheldView {
  /** Clips on which somebody has decided. */
  decided!: number;
  withheld!: number;
  /** Of those withheld: on how many each element of § 7(26)(f) was found to hold. */
  elements!: CountView[];
  /** Of those withheld: on how many each exemption is relied on. */
  exemptions!: CountView[];
}

export class OverviewView {
  ages!: StateAgeView[];
  stages!: StageTimeView[];
  punctuality!: PunctualityView[];
  published!: PublishedView;
  withheld!: WithheldView;
}
