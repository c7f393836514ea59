import Small from "../islands/Small.tsx";

export default () => <Small />;
