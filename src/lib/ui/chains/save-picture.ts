import { pngWithCode } from '$lib/exchange/png-code';
import { svgWithCode } from '$lib/exchange/svg-code';
import { m } from '$lib/paraglide/messages';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { listing } from '../kit/text/listing';
import { savePictureFile } from '../session/save-file';
import { kindName } from '../words/kind-name';
import { bundleText, nodeText } from './chain-words';
import { drawing } from './drawing';
import type { Layout } from './layout';
import type { Picture } from './picture.svelte';

/** A canvas beyond this is refused by some browsers. */
const LARGEST = 12_000;

/** The picture as it is folded now, as an SVG. `acting` is marked in it, if it names anybody. */
export function pictureText(
	picture: Picture,
	layout: Layout,
	title: string,
	acting = picture.of.actor
): string {
	const context = document.createElement('canvas').getContext('2d');
	const { spans } = picture.of;
	return drawing({
		...{ shown: picture.shown, layout, spans, actor: acting },
		words: {
			title,
			acting: m.chains_acting(),
			node: (node) => nodeText(node, spans),
			bundle: bundleText,
			bundled: (names) => listing(names),
			hidden: (count) => m.chains_more({ count }),
			kind: kindName,
			dormant: m.chains_legend_dormant(),
			redundant: m.chains_legend_redundant(),
			passOn: m.chains_legend_pass_on()
		},
		measure: (text, size, weight) => {
			if (!context) return text.length * size * 0.6;
			context.font = `${weight} ${size}px system-ui, sans-serif`;
			return context.measureText(text).width;
		}
	});
}

/** The setup of a workspace as a code, for a picture to carry. Rejects where what writes it cannot be loaded. */
export async function setupCodeFor({ snapshot, guide }: WorkspaceLens): Promise<string> {
	const [{ writeSetup }, { codeOfSetup }] = await Promise.all([
		import('$lib/setup/write/write'),
		import('$lib/exchange/coded-setup')
	]);
	return codeOfSetup(writeSetup(snapshot, { guide: guide.state?.guide ?? null }).text);
}

/**
 * Offers the picture as a file; a PNG twice as large as it is shown, so that it is sharp on paper. Answers false where the person
 * changed their mind.
 * @param code of the setup that the file carries; without, nothing is in it but what it shows
 */
export async function savePicture(
	svg: string,
	name: string,
	kind: 'svg' | 'png',
	code?: string
): Promise<boolean> {
	if (kind === 'svg') return savePictureFile(code === undefined ? svg : svgWithCode(svg, code), name, kind);
	const png = await pngOf(svg);
	if (code === undefined) return savePictureFile(png, name, kind);
	return savePictureFile(pngWithCode(new Uint8Array(await png.arrayBuffer()), code), name, kind);
}

async function pngOf(svg: string): Promise<Blob> {
	const image = new Image();
	image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
	await image.decode();
	const scale = Math.min(2, LARGEST / image.width, LARGEST / image.height);
	const canvas = document.createElement('canvas');
	canvas.width = Math.floor(image.width * scale);
	canvas.height = Math.floor(image.height * scale);
	canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
	if (!blob) throw new Error(`${canvas.width} × ${canvas.height}`);
	return blob;
}
