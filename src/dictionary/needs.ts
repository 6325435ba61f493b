/** What a text must hold to be read differently: tokens with these hashes, one after the other unless they may be `apart`. */
export interface Needs {
  readonly hashes: readonly number[];
  readonly apart?: boolean;
}
