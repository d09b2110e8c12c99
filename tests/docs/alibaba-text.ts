/** A page of the current Alibaba layout around the rows of its request and of its response. */
export function alibaba(
  request: string,
  response = 'RequestId\n\nstring\n\nThe ID.\n\nR-1',
  sample = '{"RequestId": "R-1"}',
  more = '',
): string {
  return `Security Center:ModifyRuleSet

Last Updated:Sep 9, 2025

Modifies a set of rules.

${more}

Request parameters

Parameter

Type

Required

Description

Example

${request}

Response elements

Element

Type

Description

Example

object

The response.

${response}

Examples

Success response

${sample}

Error codes

See Error Codes for a complete list.`;
}
