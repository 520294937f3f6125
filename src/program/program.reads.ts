import type { ReadsDefinition } from '../graph/definition.ts';
import { Campaign, Indicator, Program, Schedule, Target, Task } from './program.entity.ts';

export const programReads: ReadsDefinition = {
  models: {
    Program: {
      entity: Program,
      order: ['plan', 'ordinal'],
      orders: { ORDINAL: ['ordinal'], CODE: ['code'], TITLE: ['titleKey'] },
    },
    Campaign: { entity: Campaign, order: ['ordinal'] },
    Target: {
      entity: Target,
      order: ['ordinal'],
      needs: { progress: ['metric', 'basis', 'value'] },
    },
    Indicator: { entity: Indicator, order: ['ordinal'] },
    Schedule: { entity: Schedule, order: ['ordinal'] },
    Task: { entity: Task, order: ['ordinal'] },
  },
  relations: {
    'Plan.programs': { target: 'Program', by: 'plan' },
    'Requirement.tasks': { target: 'Task', by: 'requirement' },
    'Program.campaigns': { target: 'Campaign', by: 'program' },
    'Program.targets': { target: 'Target', by: 'program' },
    'Program.indicators': { target: 'Indicator', by: 'program' },
    'Program.schedules': { target: 'Schedule', by: 'program' },
    'Program.tasks': { target: 'Task', by: 'program' },
    'Task.parties': {
      target: 'Party',
      through: { table: '"task_party"', parent: '"task_id"', child: '"party_id"', order: '"id"' },
    },
  },
};
