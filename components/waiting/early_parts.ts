/**
 * What both waiting rooms need at once. Their late scripts import it too, though
 * the page has it by then: esbuild makes one chunk of all modules that the same
 * scripts need, and would make a dozen small ones otherwise.
 */
import "@/components/call/LateRoom.tsx";
import "@/components/chat/ChatFold.tsx";
import "@/components/devices/DeviceStep.tsx";
import "@/components/devices/LateDevices.tsx";
import "@/components/devices/SelfView.tsx";
import "@/components/stills/LateStills.tsx";
import "@/components/ui/DescriptionList.tsx";
import "@/components/ui/Notice.tsx";
import "@/lib/client/waiting/artist_status.ts";
import "@/lib/client/waiting/opening_time.ts";
import "@/lib/client/waiting/waiting_page_hook.ts";
import "./PresencePair.tsx";
import "./WaitingCard.tsx";
import "./WaitingPage.tsx";
