/** Tables with the columns of other tools' demo data and numbers of their own. */
const table = (header: string, ...rows: readonly string[]) => `${[header, ...rows].join("\n")}\n`;

export const ROBYN = table(
  '"","DATE","revenue","tv_S","ooh_S","print_S","facebook_I","search_clicks_P","search_S","competitor_sales_B","facebook_S","events","newsletter"',
  '"1","2023-11-20",210500.5,1200,0,300,84000,410,350.25,88000,640,"na",12000',
  '"2","2023-11-27",260000,0,800,0,91000,520,410,90500,700,"black friday",12500',
  '"3","2023-12-04",198000,1500,0,0,60000,380,300,87000,480,"black friday",11800',
  '"4","2023-12-11",205000,1500,0,0,61000,390,310,86000,490,"na",11900',
);

export const MERIDIAN = table(
  ",geo,time,Channel0_impression,competitor_sales_control,sentiment_score_control,Channel0_spend,Promo,conversions,revenue_per_conversion,population",
  "0,Geo0,2023-01-02,5000,0.4,-0.2,120.5,0,310,12.5,600000",
  "1,Geo0,2023-01-09,5600,0.5,0.1,130.5,1,340,12.75,600000",
  "2,Geo1,2023-01-02,2500,0.3,0.2,60,0,150,12.5,280000",
  "3,Geo1,2023-01-09,2700,0.2,0.3,65,0,160,12.75,280000",
);

export const PYMC = table(
  "date_week,y,x1,x2,event_1,event_2,dayofyear,t",
  "2023-01-02,3984.5,0.31,0,0,0,2,0",
  "2023-01-09,3762.25,0.11,0.5,1,0,9,1",
  "2023-01-16,4466,0.29,0,0,0,16,2",
);

export const LIGHTWEIGHT = table(
  "date;target;media_0;media_1;promo_1",
  "02.01.2023;1.310,5;12,5;0;0",
  "09.01.2023;1.295,25;11;3,5;1",
  "16.01.2023;1.402,0;14,25;4;0",
);
