export class QueueView {
  job!: string;
  waiting!: number;
  active!: number;
}

export class DeadLetterView {
  id!: string;
  job!: string;
  since!: string;
  error!: string;
}
