import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import type {
  Storage,
  StorageAccountPage,
  UploadDetail,
  UploadRetention,
  UploadRetentionPreview,
} from '../api/types';

export const storageKeys = {
  all: ['storage'],
  upload: (id: string) => ['storage', 'upload', id],
} as const;

/** One upload; its id is its transfer's. */
export const useUpload = (id: string) =>
  useQuery({
    queryKey: storageKeys.upload(id),
    queryFn: ({ signal }) =>
      read<UploadDetail>(api.GET('/api/v1/uploads/{id}', { params: { path: { id } }, signal })),
  });

export const useStorage = () =>
  useQuery({
    queryKey: [...storageKeys.all, 'totals'],
    queryFn: ({ signal }) => read<Storage>(api.GET('/api/v1/storage', { signal })),
  });

export const useStorageAccounts = (sort: '-bytes' | '-files', after: string | undefined) =>
  useQuery({
    queryKey: [...storageKeys.all, 'accounts', sort, after],
    queryFn: ({ signal }) => {
      const query = { sort, ...(after === undefined ? {} : { after }) };
      return read<StorageAccountPage>(
        api.GET('/api/v1/storage/accounts', { params: { query }, signal }),
      );
    },
    placeholderData: keepPreviousData,
  });

/** @param on false where uploads are switched off: nothing is kept, and nothing is asked */
export const useRetention = (on: boolean) =>
  useQuery({
    enabled: on,
    queryKey: [...storageKeys.all, 'retention'],
    queryFn: ({ signal }) => read<UploadRetention>(api.GET('/api/v1/retention', { signal })),
  });

/** What a retention would delete now; asked again for each that is tried. */
export const useRetentionPreview = (retention: UploadRetention | undefined) =>
  useQuery({
    enabled: retention !== undefined,
    queryKey: [...storageKeys.all, 'preview', retention],
    queryFn: ({ signal }) =>
      read<UploadRetentionPreview>(
        api.POST('/api/v1/retention/preview', {
          body: retention ?? { message: null, profile: null, ephemeral: null, permanent: null },
          signal,
        }),
      ),
  });
