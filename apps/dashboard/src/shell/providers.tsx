'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { ThemeProvider } from 'next-themes';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { makeQueryClient } from '../api/queries';
import { LanguageProvider } from '../i18n/provider';
import { Toasts } from '../ui/toasts';
import { Blank } from './blank';

/** What every page stands in: colours, language, the cache of the API's answers. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <ThemeProvider attribute="class" defaultTheme="system" storageKey="waybill.theme">
      <LanguageProvider fallback={<Blank />}>
        <QueryClientProvider client={client}>
          {children}
          <Toasts />
        </QueryClientProvider>
      </LanguageProvider>
    </ThemeProvider>
  );
}
