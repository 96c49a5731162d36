export const name = 'Waybill';
export const command = 'node';
export async function start() {
  throw new Error('later');
}
