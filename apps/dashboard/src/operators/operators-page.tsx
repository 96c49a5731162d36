'use client';

import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Operator } from '../api/types';
import { Button } from '../ui/button';
import { LinkButton, Problem } from '../ui/notes';
import { PageHead } from '../ui/page-head';
import { RecordList } from '../ui/record-list';
import type { Column } from '../ui/record-list';
import { Moment, Unknown } from '../ui/texts';
import { AddOperator } from './add-operator';
import { OperatorDialog } from './operator-dialog';
import { useOperators } from './queries';

function useColumns(): readonly Column<Operator>[] {
  const t = useTranslations('operators');
  return [
    {
      name: 'role',
      title: t('role'),
      width: 'w-32',
      cell: ({ role }) => t(`roles.${role}`),
    },
    {
      name: 'factor',
      title: t('columns.factor'),
      width: 'w-40',
      cell: ({ secondFactor }) =>
        secondFactor ? (
          <span className="text-ok">{t('factor.on')}</span>
        ) : (
          <span className="text-warn">{t('factor.off')}</span>
        ),
    },
    {
      name: 'sessions',
      title: t('columns.sessions'),
      width: 'w-32',
      right: true,
      cell: ({ sessions }) => t('sessions', { count: sessions }),
    },
    {
      name: 'lastSignIn',
      title: t('columns.lastSignIn'),
      width: 'w-40',
      cell: ({ lastSignInAt }) =>
        lastSignInAt === null ? (
          <Unknown label={t('neverSignedIn')} />
        ) : (
          <Moment at={lastSignInAt} form="relative" />
        ),
    },
    {
      name: 'created',
      title: t('columns.created'),
      width: 'w-40',
      quiet: true,
      cell: ({ createdAt }) => <Moment at={createdAt} form="relative" />,
    },
  ];
}

function Name({ operator }: { readonly operator: Operator }) {
  const t = useTranslations('operators');
  return (
    <span className="block truncate font-semibold">
      <bdi>{operator.name}</bdi>
      {operator.lockedAt === null ? null : (
        <span className="font-semibold text-bad"> · {t('locked')}</span>
      )}
      {operator.self ? <span className="font-normal text-ink-3"> · {t('you')}</span> : null}
    </span>
  );
}

/** To the own account, or to what can be done to somebody else. */
function Way(props: {
  readonly operator: Operator;
  readonly onChange: (operator: Operator) => void;
}) {
  const t = useTranslations('operators');
  const { operator } = props;
  if (operator.self) {
    return (
      <LinkButton href="/account" kind="quiet">
        {t('account')}
      </LinkButton>
    );
  }
  return (
    <Button
      size="small"
      aria-label={t('changeOne', { name: operator.name })}
      onClick={() => {
        props.onChange(operator);
      }}
    >
      {t('change')}
    </Button>
  );
}

/** Who may sign in here, and what each may do. */
export function OperatorsPage() {
  const t = useTranslations('operators');
  const operators = useOperators();
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<Operator>();
  const columns = useColumns();
  return (
    <>
      <PageHead title={t('title')} sentence={t('sentence')}>
        <Button
          kind="primary"
          onClick={() => {
            setAdding(true);
          }}
        >
          <UserRoundPlus size={16} aria-hidden="true" /> {t('add')}
        </Button>
      </PageHead>
      {operators.isError ? (
        <Problem error={operators.error} onRetry={() => void operators.refetch()} />
      ) : null}
      {operators.data === undefined ? null : (
        <RecordList
          items={operators.data.items}
          caption={t('title')}
          keyOf={({ id }) => id}
          head={{ title: t('name') }}
          name={(operator) => <Name operator={operator} />}
          columns={columns}
          actionsTitle={t('columns.action')}
          actions={(operator) => <Way operator={operator} onChange={setChosen} />}
        />
      )}
      <AddOperator
        open={adding}
        onClose={() => {
          setAdding(false);
        }}
      />
      <OperatorDialog
        operator={chosen}
        onClose={() => {
          setChosen(undefined);
        }}
      />
    </>
  );
}
