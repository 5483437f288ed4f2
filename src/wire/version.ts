/**
 * Version of the HTTP contract (not of the program), sent with every response of `/v1`. By
 * https://semver.org: a change that breaks clients raises the first number, and the path with it.
 */
export const API_VERSION = '1.9.0'
