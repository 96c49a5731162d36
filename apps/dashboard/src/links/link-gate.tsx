'use client';

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ApiProblem } from '../api/client';
import type { LinkInfo } from '../api/types';
import { EntryFrame } from '../entry/entry-frame';
import { useToken } from '../entry/use-token';
import { Button } from '../ui/button';
import { Field, Form } from '../ui/field';
import { Problem } from '../ui/notes';
import { useLink } from './queries';

/** A link that was cut in a message can be mended: whole, or only what stands behind `#`. */
function tokenOf(text: string): string {
  const trimmed = text.trim();
  return trimmed.slice(trimmed.indexOf('#') + 1);
}

function TokenForm({ onToken }: { readonly onToken: (token: string) => void }) {
  const t = useTranslations('link');
  const [text, setText] = useState('');
  return (
    <Form
      onSubmit={() => {
        onToken(tokenOf(text));
      }}
    >
      <Field
        label={t('paste')}
        hint={t('pasteHint')}
        required
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={text}
        onText={setText}
      />
      <Button kind="primary" type="submit" size="field">
        {t('go')}
      </Button>
    </Form>
  );
}

/** Opens with the token of the address, or asks for one; a link that does not work is told in plain words. */
export function LinkGate(props: {
  readonly children: (link: LinkInfo, token: string) => ReactNode;
}) {
  const t = useTranslations('link');
  const inAddress = useToken();
  const [given, setGiven] = useState('');
  const token = given === '' ? inAddress : given;
  const link = useLink(token);
  const invalid = link.error instanceof ApiProblem && link.error.is('link-invalid');
  if (link.data !== undefined) return props.children(link.data, token);
  if (token !== '' && link.isPending) return null;
  return (
    <EntryFrame
      title={invalid ? t('invalid') : t('open')}
      sentence={invalid ? t('invalidHint') : t('openHint')}
    >
      {link.isError && !invalid ? (
        <Problem error={link.error} onRetry={() => void link.refetch()} />
      ) : null}
      <TokenForm onToken={setGiven} />
    </EntryFrame>
  );
}
