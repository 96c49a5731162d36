import { BlockList, isIP } from 'node:net';

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** IP networks that something is allowed from. */
export class Networks {
  private readonly list = new BlockList();

  /** @param networks addresses, or networks as `192.168.0.0/16`; valid ones */
  constructor(networks: readonly string[]) {
    for (const one of networks) {
      const [address = '', prefix] = one.split('/');
      if (prefix === undefined) this.list.addAddress(address, familyOf(address));
      else this.list.addSubnet(address, Number(prefix), familyOf(address));
    }
  }

  /** @param address of a peer; what is none is in no network */
  has(address: string): boolean {
    // RFC 4007 §11: the zone of a link-local address is no part of it
    const plain = address.replace(/%.*$/, '');
    return isIP(plain) !== 0 && this.list.check(plain, familyOf(plain));
  }
}
