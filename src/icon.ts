/** An MCP icon. */
export interface Icon {
  readonly src: string;
  readonly mimeType: string;
  readonly sizes: string[];
}

/** A picture of any size. It lies inside its address, since there is no server of ours that could serve it. */
export function svgIcon(svg: string): Icon {
  return { src: `data:image/svg+xml,${encodeURIComponent(svg)}`, mimeType: 'image/svg+xml', sizes: ['any'] };
}
