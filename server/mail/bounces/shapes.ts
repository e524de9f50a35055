/** Local parts of the senders of reports, without signs. */
export const machineSenders: readonly string[] = [
  'mailerdaemon',
  'maildaemon',
  'maildeliverysystem',
  'maildeliverysubsystem',
  'postmaster',
  'poostmaster',
  'postoffice',
  'daemon',
  'mailadmin',
  'mailsystem',
  'mailerror',
  'maildelivery',
  'microsoftexchange',
  'systemadministrator',
  'interscanmss',
  'mailmarshal',
  'mdaemon',
]

/** Local parts of programs that send reports, and also other mails. */
export const otherMachines: readonly string[] = ['mailer', 'bounce', 'bounces', 'noreply', 'donotreply', 'root']

/** Local parts of programs that run mailing lists. */
export const listSenders = /^owner-|-(?:admin|owner|request|bounces)$/i

/** Words in the display names of such senders. */
export const machineNames =
  /mail delivery|mailer.daemon|postmaster|mail deliver system|system administrator|mail system|mail administrator|mail delivery service/i

/** Subjects of reports. */
export const reportSubjects: readonly RegExp[] = [
  /^(?:\*+\s*)?(?:undeliver(?:able|ed)|non-?deliver(?:y|able)|returned mail|returned to sender|delivery (?:status|failure|report|notification|error|problem))/i,
  /^(?:failure (?:notice|delivery)|delivery (?:has )?failed|mail (?:delivery|system|failure|could not)|message (?:delivery|could not|undeliverable|not delivered)|mailer error|\W*bounce|warning: (?:message|could not)|delayed mail|\*+message you sent blocked)/i,
  /(?:undelivered mail|mail failed|error sending your mail|mail delivery (?:failed|failure|problem|error)|delivery status notification|mail failure|could not be delivered|delivery failure|delivery notification|notice: mail delivery status|mail system error|unzustellbar|nicht zustellbar|non remis|non distribu|no se puede entregar|no entregado|mancato recapito|não entregue|недоставлен|не доставлено|配信不能|配信できません|エラーメール|送信できません|退信|未送達)/i,
]

/** Words with which reports open. A report without the fields of RFC 3464 contains one of them. */
export const reportOpeners: readonly RegExp[] = [
  /could not (?:be )?deliver(?:ed)?\b/i,
  /couldn['’]t be delivered/i,
  /(?:cannot|can ?not|can['’]t) be delivered/i,
  /(?:was|were) not (?:delivered|relayed)|not been delivered|not yet been delivered|has not been (?:able|sent)/i,
  /(?:unable|wasn['’]t able|not able|failed|was unable|were unable) to (?:be )?deliver/i,
  /deliver(?:y|ies) (?:to|of|for) .{0,80}(?:failed|has failed|failure)/i,
  /deliver(?:y|ies|) (?:has )?(?:failed|failure|been delayed|attempts)/i,
  /delevery to the following/i,
  /(?:following|these) (?:address(?:es)?|recipients?)(?:\(e?s\))? (?:had|failed|has|have|was|were)/i,
  /did not reach the following recipient/i,
  /undeliverable/i,
  /(?:could|can) not be sent/i,
  /rejected by a remote mail server|rejected by a remote\s+mail server/i,
  /rejected your message/i,
  /permanent fatal errors|delivery errors|delivery problems/i,
  /attempting to deliver|attempt to deliver|error delivering|trying to deliver|delayed for more than/i,
  /message (?:was|is) (?:undeliverable|rejected|delayed)/i,
  /mailbox is full|unknown user:/i,
  /transcript of session/i,
  /trouble delivering|rejected recipient|returned permanent errors|failed addresses follow/i,
  /not member of this mailing list|not a member of this (?:mailing )?list/i,
  /recipients? addresses that were\s+incorrectly constructed/i,
  /送信できませんでした|配信できませんでした|存在しないか|お届けできません|送達できません|不能送达|无法投递|退回|無法/,
  /не может быть (?:доставлено|отправлено)|не доставлено/i,
  /nicht zugestellt werden|konnte nicht zugestellt/i,
  /n['’]a (?:pas )?pu être (?:délivré|remis|distribué)|n['’]a pas été remis/i,
  /no (?:se )?(?:ha )?(?:podido|pudo) (?:ser )?entregar?/i,
  /groups\.google\.com\/support/i,
]

/** Lines from which on a report returns the original mail. Everything after them is left out. */
export const originalBegins: readonly RegExp[] = [
  /^\W{0,12}(?:begin )?(?:original|returned|undelivered|unsent) (?:e-?)?(?:message|mail)(?: (?:follows|headers?|info|header|text|body).{0,40})?\W{0,60}$/i,
  /^\W{0,12}(?:this is|enclosed is|below is|included is|here is) a copy of (?:the|your)(?: original)? (?:message|mail)/i,
  /^\W{0,12}below this line is/i,
  /^\W{0,12}(?:the )?(?:header|headers|body) of the original (?:message|mail)/i,
  /^\W{0,12}(?:message|original message) (?:headers?|text|body) follows?/i,
  /^\W{0,12}unsent message (?:follows|below)/i,
  /^\W{0,12}message header follows/i,
  /^\W{0,3}(?:Received|Return-Path|DKIM-Signature|X-Google-DKIM-Signature|X-Received|ARC-Seal): ?\S/i,
  /^\W{0,3}Content-Type: (?:message\/rfc822|text\/rfc822-headers)/i,
]

/** Subjects of automatic replies. */
export const autoReplySubjects: readonly RegExp[] = [
  /^\W*(?:automatic|auto|automated)[ -]?(?:reply|response|answer)|^\W*autoreply|^\W*autoresponse/i,
  /out of (?:the )?office|\booo\b|on vacation|vacation (?:reply|notice|message)|away from (?:the |my )?(?:office|mail|desk)|on leave|on holiday|no longer (?:with|works?|working)/i,
  /abwesenheit|automatische antwort|nicht im (?:büro|haus)|im urlaub/i,
  /réponse automatique|absence du bureau|absent du bureau|message d['’]absence|en congé/i,
  /respuesta automática|fuera de (?:la )?oficina|ausencia/i,
  /risposta automatica|fuori (?:sede|ufficio)|assenza/i,
  /resposta automática|fora do escritório|ausência/i,
  /automatisch antwoord|afwezig(?:heid)?/i,
  /automatyczna odpowiedź|автоответ|автоматический ответ|vastaus automaattisesti|autosvar|automatisk svar|frånvaro/i,
  /自動応答|自動返信|不在(?:通知|のお知らせ)|自动回复|自動回覆|外出|부재중/,
]

/** Headers that only automatic replies have: a name, and a value if other mails have the header too. */
export const autoReplyHeaders: readonly { name: string; value?: RegExp }[] = [
  { name: 'x-autoreply' },
  { name: 'x-autorespond' },
  { name: 'x-autoresponder' },
  { name: 'x-auto-reply' },
  { name: 'x-auto-reply-from' },
  { name: 'x-auto-response' },
  { name: 'x-autogenerated', value: /reply/i },
  { name: 'x-mail-autoreply' },
  { name: 'x-vacation' },
  { name: 'x-apple-action', value: /vacation/i },
  { name: 'x-mailer', value: /vacation|autorespond/i },
  { name: 'x-ms-exchange-inbox-rules-loop' },
  { name: 'precedence', value: /auto[-_]?reply/i },
  { name: 'x-precedence', value: /auto[-_]?reply/i },
  { name: 'auto-submitted', value: /^\s*auto-replied/i },
]

/** Words of reports about mails that the server still tries to deliver. */
export const stillTrying: readonly RegExp[] = [
  /^(?:warning: |delayed mail)/i,
  /delivery (?:has been |is |status )?(?:notification ?[:(]? ?)?(?:mail delivery )?delayed/i,
  /has not yet been delivered|have not yet received|not yet been delivered/i,
  /will be retried|still being retried|will continue trying|attempts will continue|delayed for more than/i,
]
