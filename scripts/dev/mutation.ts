import { mutateRooms } from './mutation/mutate-rooms.js';

/** After a build, in the project's folder: `node dist/dev/mutation.js [room]…`; without rooms, all of them. */
process.exitCode = await mutateRooms(process.argv.slice(2));
