import type { ComponentChildren } from "preact";
import { LateScripts } from "@/components/frame/LateScripts.tsx";
import { PageScript } from "@/components/frame/PageScript.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { DescriptionList } from "@/components/ui/DescriptionList.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { CopyLink } from "./CopyLink.tsx";
import { CopiedLabel, InsideApp } from "./InsideApp.tsx";
import { entryPage as words, ownLink } from "@/words/entry_page.ts";
import { waiting } from "@/words/waiting.ts";
import { pageEnds } from "@/words/page_ends.ts";

export interface EnterConsultationProps {
  readonly consultationId: string;
  /** This browser entered by a link that a reschedule has replaced. */
  readonly replaced?: boolean;
  /** A form was not carried out, because its sender had no session any more. */
  readonly signedOut?: boolean;
  readonly script: string | undefined;
}

/**
 * The page of a client's link before they enter. `lib/client/entries/enter_consultation.ts` reads
 * the secret, and shows the notices that stand in templates here.
 */
export function EnterConsultation(
  { consultationId, replaced = false, signedOut = false, script }:
    EnterConsultationProps,
) {
  return (
    <div
      class="stack"
      data-entry="enter-consultation"
      data-consultation={consultationId}
    >
      {signedOut && <Notice tone="error">{words.signedOut}</Notice>}
      <Button
        type="button"
        variant="primary"
        size="large"
        icon="door-open"
        full
        disabled
        hidden={replaced}
        data-part="enter"
        data-testid="enter"
      >
        {words.enter}
      </Button>
      {replaced ? <LinkReplaced /> : null}
      <template data-template="preview">
        <LinkPreview />
      </template>
      <template data-template="over">
        <Notice part="over">
          <span data-text="over" />
        </Notice>
      </template>
      <template data-template="replaced">
        <LinkReplaced />
      </template>
      <ErrorTemplate name="no-secret">{words.incompleteLink}</ErrorTemplate>
      <ErrorTemplate name="no-cookies">{words.noCookies}</ErrorTemplate>
      <ErrorTemplate name="failed">
        <span data-text="message" />
      </ErrorTemplate>
      <template data-template="cannot-call">
        <CannotCall />
      </template>
      <template data-template="inside-app">
        <InsideApp />
      </template>
      <template data-template="stay">
        <span>{ownLink.insideApp.stay}</span>
      </template>
      <template data-template="copied">
        <CopiedLabel />
      </template>
      <LateScripts />
      <PageScript src={script} />
    </div>
  );
}

/** Which consultation the link is for. */
function LinkPreview() {
  const { facts } = waiting;
  return (
    <DescriptionList
      items={[
        { term: facts.with, details: <span data-text="artist" /> },
        { term: facts.about, details: <span data-text="service" /> },
        { term: facts.when, details: <span data-text="when" /> },
      ]}
    />
  );
}

function LinkReplaced() {
  return (
    <Notice
      tone="warning"
      title={pageEnds.linkReplaced.title}
      part="replaced"
    >
      {pageEnds.linkReplaced.text}
    </Notice>
  );
}

function CannotCall() {
  return (
    <Notice
      tone="warning"
      title={words.cannotCall}
      action={
        <div class="row">
          <CopyLink />
        </div>
      }
    >
      {words.cannotCallNext}
      <template data-template="lockdown">
        <p>{words.lockdownMode}</p>
      </template>
    </Notice>
  );
}

function ErrorTemplate({ name, children }: {
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  return (
    <template data-template={name}>
      <Notice tone="error">{children}</Notice>
    </template>
  );
}
