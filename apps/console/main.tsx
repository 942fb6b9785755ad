import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '@app/kernel';
import { Console } from './shell/console';
import './styles/console.scss';

createRoot(must(document.getElementById('console'), 'the place for the console')).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
