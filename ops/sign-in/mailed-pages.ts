import type { Api } from '@concord/client';
import { page, said, scriptPath } from './pages.ts';

/** A page that mails link to. Looking at it changes nothing: what it is for is done by sending its form. */
export interface MailedPage {
  readonly show: () => string;
  /** Calls the API with what was sent, and says what was done. */
  readonly send: (api: Api, form: URLSearchParams) => Promise<string>;
}

const form = (fields: string, button: string, attributes = '') =>
  `<form method="post">${fields}<button ${attributes}>${button}</button></form>`;

/** A form with the token of the link that led here, which the script fills in. */
const tokenForm = (title: string, text: string, button: string, fields = ''): string =>
  page(
    title,
    `<p>${text}</p><p class="mark">The link in the mail is needed, whole, and JavaScript.</p>
     ${form(`<input type="hidden" name="token">${fields}`, button, 'disabled')}<script src="${scriptPath}"></script>`,
  );

const field = (form: URLSearchParams, name: string): string => form.get(name) ?? '';

/** Passwords are measured by the platform, which says what is wrong with them. */
const newPassword =
  '<label>New password, 8 characters or more <input name="password" type="password" required autocomplete="new-password"></label>';

/** Whoever did not make the account does not know it, and cannot vouch for it by mistake. An application with a session need not ask. */
const ownPassword =
  '<label>Password of your account <input name="password" type="password" required autocomplete="current-password"></label>';

/** By the paths of services/auth/src/mails/links.ts and of services/notification/src/views/digest.ts. */
export const mailedPages: Readonly<Record<string, MailedPage>> = {
  '/verify-email': {
    show: () =>
      tokenForm('Confirm your address', 'You gave this e-mail address for your account.', 'It is mine', ownPassword),
    send: async (api, sent) => {
      await api.confirmEmailVerification({ body: { token: field(sent, 'token'), password: field(sent, 'password') } });
      return said('Confirmed', 'The address counts as yours now.');
    },
  },
  '/confirm-email': {
    show: () =>
      tokenForm('Confirm your new address', 'It takes the place of the one before.', 'Take this address', ownPassword),
    send: async (api, sent) => {
      await api.confirmEmailChange({ body: { token: field(sent, 'token'), password: field(sent, 'password') } });
      return said('Changed', 'The new address counts from now on. Both addresses are told by mail.');
    },
  },
  '/reset-password': {
    show: () => tokenForm('Choose a new password', 'It logs you out everywhere.', 'Choose it', newPassword),
    send: async (api, sent) => {
      await api.confirmPasswordReset({ body: { token: field(sent, 'token'), password: field(sent, 'password') } });
      return said('Done', 'The new password counts from now on. You are logged out everywhere.');
    },
  },
  '/unsubscribe': {
    show: () => tokenForm('No more of this mail', 'You need not log in for it.', 'Unsubscribe'),
    send: async (api, sent) => {
      await api.unsubscribe({ params: { token: field(sent, 'token') } });
      return said('Unsubscribed', 'You get no more of this mail. Your preferences turn it on again.');
    },
  },
  '/forgot-password': {
    show: () =>
      page(
        'Choose a new password',
        `<p>You get a mail with a link.</p>
         ${form('<label>E-mail address <input name="email" type="email" required></label>', 'Send it')}`,
      ),
    send: async (api, sent) => {
      await api.requestPasswordReset({ body: { email: field(sent, 'email') } });
      return said('Asked for', 'If the address has an account, a mail with a link is on its way.');
    },
  },
};
