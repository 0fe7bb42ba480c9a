/**
 * What the packaged binary may do, by the names of `FuseV1Options` of @electron/fuses. The binary is not to be had as
 * a plain Node, takes no debugger, and runs no other program than the one packaged with it.
 */
export const FUSES = {
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  EnableCookieEncryption: false,
  // Pages come from app://, so file: needs no more rights than in a browser.
  GrantFileProtocolExtraPrivileges: false,
}
