import { gallery } from './index.mjs';
import type { Template } from './template.mjs';

/** Of the picture that `npm run pictures -- templates` makes of a template, from the project's folder. */
export const pictureOf = ({ file }: Pick<Template, 'file'>) => `docs/images/templates/${file}.png`;

/**
 * docs/templates.md.
 *
 * @param hasPicture whether there is one: a page does not show what was not made
 */
export function galleryPage(hasPicture: (each: Template) => boolean): string {
	const sections = gallery.flatMap(([title, templates]) => [
		`## ${title}`,
		...templates.flatMap((each) => section(each, hasPicture(each))),
	]);
	return `${[...introduction, ...sections].join('\n\n')}\n`;
}

const introduction = [
	'# Templates',
	'Workflows to import, each for one need. Made by `npm run templates`: change `tools/templates/`, not this page.',
	'**Import**: copy the content of the file, and paste it with Ctrl-V (⌘V) on the canvas of an empty workflow; or in an empty workflow, menu ⋯ → _Import from file_ or _from URL_. A green note says what to fill in, grey ones what is not plain. Then publish.',
	"**What they use**: the Clockodo nodes, and n8n's own for the rest; put others in their place as you like. Where one starts with an event, it looks for changes by itself (_Registration → None (Polling)_), so that nothing has to be set up in Clockodo; choose _Manual_ for events that come at once, where a webhook is left. Times are those of Europe/Berlin: _Workflow settings → Timezone_.",
	'None of them has credentials or an address of its own: n8n gives a webhook or form a new one. All are run by [the tests](testing.md#templates).',
];

function section(each: Template, hasPicture: boolean): string[] {
	const { file, need, needs, workflow } = each;
	const title = workflow.name.replace('Clockodo: ', '');
	const picture = `![The workflow on n8n's canvas](images/templates/${file}.png)`;
	return [
		`### ${title.charAt(0).toUpperCase()}${title.slice(1)}`,
		need,
		...(hasPicture ? [picture] : []),
		[
			`- **File**: [${file}.json](../examples/templates/${file}.json)`,
			`- **Nodes**: ${nodesOf(each).join(', ')}`,
			`- **Needs**: ${needs.replaceAll('*', '_')}`,
		].join('\n'),
	];
}

/** The sorts of nodes, in the order in which they come. */
function nodesOf({ workflow }: Template): string[] {
	const types = workflow.nodes
		.map(({ type }) => type)
		.filter((type) => type !== 'n8n-nodes-base.stickyNote');
	return [...new Set(types.map(labelOf))];
}

const labels: Readonly<Record<string, string>> = {
	agent: 'AI Agent',
	clockodo: 'Clockodo',
	clockodoTool: 'Clockodo as a tool',
	emailSend: 'Send Email',
	httpRequest: 'HTTP Request',
	lmChatOpenAi: 'OpenAI Chat Model',
	memoryBufferWindow: 'Simple Memory',
	set: 'Edit Fields',
};

/** What n8n calls it: mostly the words that its type is made of. */
function labelOf(type: string): string {
	const name = type.split('.').at(-1) ?? type;
	const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
	return labels[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
