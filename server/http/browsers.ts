/**
 * The oldest browsers that scripts are written for: the last ones of Windows 7, and of the iPhones of 2015. Looked up by a test.
 */
export const baseline = { chrome: 109, firefox: 115, safari: 15.4 } as const
