import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  ExceptionRule,
  ExceptionTerms,
  lucidExceptionManagePermission,
  lucidUsageReadPermission,
} from 'backstage-plugin-lucid-common';
import {
  EndedException,
  ExceptionStore,
  UserKey,
} from '../store/ExceptionStore';
import { Authorizer } from './Authorizer';

/** On behalf of somebody: what an exception says has to have been said by a person. */
export interface OnBehalfOfUser {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
}

interface Statement extends OnBehalfOfUser {
  terms: ExceptionTerms;
}

/** What can be asked for of exceptions; see {@link ExceptionStore}. */
export interface RequestedExceptions {
  makeForUsers(users: UserKey[], statement: Statement): Promise<string[]>;
  makeForRule(rule: ExceptionRule, statement: Statement): Promise<string>;
  endForUser(user: UserKey, onBehalf: OnBehalfOfUser): Promise<boolean>;
  end(
    exceptionId: string,
    onBehalf: OnBehalfOfUser,
  ): Promise<EndedException | undefined>;
}

/** Makes and ends exceptions for those who may. */
export class AuthorizedExceptionStore implements RequestedExceptions {
  readonly #exceptions: Pick<ExceptionStore, keyof RequestedExceptions>;
  readonly #authorizer: Authorizer;

  constructor(options: {
    exceptions: Pick<ExceptionStore, keyof RequestedExceptions>;
    authorizer: Authorizer;
  }) {
    this.#exceptions = options.exceptions;
    this.#authorizer = options.authorizer;
  }

  async makeForUsers(
    users: UserKey[],
    { terms, ...onBehalf }: Statement,
  ): Promise<string[]> {
    const by = await this.#authorize(onBehalf);
    return this.#exceptions.makeForUsers(users, { terms, by });
  }

  async makeForRule(
    rule: ExceptionRule,
    { terms, ...onBehalf }: Statement,
  ): Promise<string> {
    const by = await this.#authorize(onBehalf);
    return this.#exceptions.makeForRule(rule, { terms, by });
  }

  async endForUser(user: UserKey, onBehalf: OnBehalfOfUser): Promise<boolean> {
    const by = await this.#authorize(onBehalf);
    return this.#exceptions.endForUser(user, { by });
  }

  async end(
    exceptionId: string,
    onBehalf: OnBehalfOfUser,
  ): Promise<EndedException | undefined> {
    const by = await this.#authorize(onBehalf);
    return this.#exceptions.end(exceptionId, { by });
  }

  /** @returns the entity ref of whoever may */
  async #authorize(onBehalf: OnBehalfOfUser): Promise<string> {
    await this.#authorizer.require(
      [lucidExceptionManagePermission, lucidUsageReadPermission],
      onBehalf,
    );
    return onBehalf.credentials.principal.userEntityRef;
  }
}
