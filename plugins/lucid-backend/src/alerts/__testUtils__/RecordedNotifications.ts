import {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';

/** Takes notifications as Backstage does, unless told to fail. */
export class RecordedNotifications implements NotificationService {
  readonly sent: NotificationSendOptions[] = [];
  failure: Error | undefined;

  async send(notification: NotificationSendOptions): Promise<void> {
    if (this.failure) {
      throw this.failure;
    }
    this.sent.push(notification);
    // Others get their turn, as they do while a request is under way.
    await new Promise(resolve => setTimeout(resolve, 5));
  }

  get titles(): string[] {
    return this.sent.map(({ payload }) => payload.title);
  }
}
