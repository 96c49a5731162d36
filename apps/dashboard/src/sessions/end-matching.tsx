'use client';

import { useTranslations } from 'use-intl';
import { api } from '../api/client';
import { keys } from '../api/queries';
import { AskFirst } from '../ui/ask-first';
import { shellWord } from '../ui/command-line';

const STALE = [keys.sessions, keys.users];

/** Ends all sessions of the list as it is narrowed; refused where others match by now. */
export function EndMatching(props: { readonly q: string | undefined; readonly count: number }) {
  const t = useTranslations('sessions');
  const { q, count } = props;
  const who = q === undefined ? '--all' : `--matching ${shellWord(q)}`;
  return (
    <AskFirst
      act={q === undefined ? t('endAll') : t('endMatching', { count })}
      button={{ kind: 'danger' }}
      title={
        q === undefined ? t('endAllTitle', { count }) : t('endMatchingTitle', { count, name: q })
      }
      commands={[
        `waybill sessions kick ${who} --expect ${String(count)}`,
        `POST /api/v1/sessions/bulk-end ${JSON.stringify(q === undefined ? { expected: count } : { q, expected: count })}`,
      ]}
      keep={t('keepAll')}
      onAct={() =>
        api.POST('/api/v1/sessions/bulk-end', {
          body: q === undefined ? { expected: count } : { q, expected: count },
        })
      }
      done={t('endedMany', { count })}
      stale={STALE}
    >
      <p>{t('endHint')}</p>
    </AskFirst>
  );
}

/** Ends all sessions of one account. */
export function EndAllOf(props: { readonly jid: string; readonly count: number }) {
  const t = useTranslations('sessions');
  const { jid, count } = props;
  return (
    <AskFirst
      act={t('endAll')}
      button={{ kind: 'danger', size: 'small' }}
      title={t('endAllOfTitle', { count, jid })}
      commands={[
        `waybill sessions kick ${shellWord(jid)}`,
        `DELETE /api/v1/users/${encodeURIComponent(jid)}/sessions`,
      ]}
      keep={t('keepAll')}
      onAct={() => api.DELETE('/api/v1/users/{jid}/sessions', { params: { path: { jid } } })}
      done={t('endedMany', { count })}
      stale={STALE}
    >
      <p>{t('endHint')}</p>
    </AskFirst>
  );
}
