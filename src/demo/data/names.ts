/** Word lists for people and companies of the demo tenant. All are fictional; look-alikes of real ones are chance. */

export const FIRST_NAMES: readonly string[] = words(`
  Aaliyah Abdul Abena Adaeze Adam Adriana Agnieszka Ahmed Aiko Akua Alejandro Alesia Alice Amadou Amelia Amina Amir Ana Anders Andrea
  Anil Anika Antonio Arjun Astrid Ayumi Baraka Beatriz Benjamin Bilal Birgit Brianna Bruno Caroline Catalina Cedric Chloe Chidi Claire
  Connor Cristina Dalia Daniel Danuta Darius Deepa Dmitri Dorothy Eduardo Eilidh Ekaterina Elif Elliot Emeka Emilia Enzo Esther Farah
  Felix Fernanda Florian Freya Gabriel Giulia Goran Gustavo Hana Hassan Heather Hiroshi Hugo Ibrahim Imani Ingrid Isaac Isabela Ivan
  Jamal Jasmine Javier Jelena Jia Joaquin Johanna Jorge Juliet Kareem Katarina Keiko Kenji Khadija Kofi Kristof Lakshmi Lars Laura
  Leon Leticia Lucas Luz Maeve Magnus Mahmoud Malik Manuel Margit Mariam Martina Mei Mercy Michal Miguel Mila Mohan Monique Nadia
  Naomi Nasser Neema Nikolai Nina Noelle Oksana Olga Oliver Omar Oscar Paloma Patrick Paulina Philippa Quentin Rafael Rania Rebecca
  Ricardo Rosa Ruben Sabine Sakura Salma Santiago Sara Selin Serge Shreya Simone Stefan Sunita Svetlana Tadeusz Tamara Tariq Theo
  Thandiwe Tobias Uma Valentina Vikram Violet Wanjiru Wojciech Xavier Ximena Yasmin Yetunde Yusuf Zahra Zainab Zoe
`);

export const LAST_NAMES: readonly string[] = words(`
  Abara Abdullah Adeyemi Aguilar Ahmadi Alvarez Andersson Aoki Araujo Asante Bakker Banerjee Barros Bauer Becker Bianchi Boateng Brennan
  Byrne Cabrera Campbell Carvalho Castillo Chen Chowdhury Cohen Cruz Dahl Danso Das Delgado Dimitrov Dlamini Dubois Ekström Eriksen
  Espinoza Farrell Ferrari Fischer Flores Fontaine Friedman Fujimoto Galindo Garcia Ghosh Gomes Gonzalez Grant Gupta Gutierrez Hansen
  Haruki Hassan Hoffman Horvat Hosseini Huang Ibarra Ismail Ito Ivanova Jansen Jimenez Johansson Kamau Kaplan Karlsson Kaur Keller Khan
  Kim Kowalski Kraus Kumar Lam Larsen Leclerc Lee Lopez Lund MacLeod Mahlangu Marchetti Markovic Martinez Matsuda Mbeki Mendes Meyer
  Mitchell Mohamed Morales Moreau Moretti Müller Murphy Mwangi Nakamura Navarro Ndiaye Nguyen Nielsen Nkosi Nowak Nunez Obi Ochieng
  Odhiambo Okoye Olsen Ortiz Osei Otieno Owusu Pacheco Papadakis Park Patel Pereira Petersen Pham Pinto Popescu Quispe Rahman Ramos
  Reyes Ribeiro Rivera Rojas Romano Rossi Saito Salazar Sanchez Santos Sato Schmidt Schneider Sharma Shevchenko Silva Singh Sokolov
  Soto Steiner Suzuki Svensson Takahashi Tan Tembo Thapa Torres Traore Tshabalala Ueda Vasquez Vega Vogel Wagner Wanjala Weber Williams
  Wójcik Wong Yamamoto Yilmaz Zapata Zhao Zimmermann
`);

/** First halves of company names. */
export const COMPANY_STEMS: readonly string[] = words(`
  Alder Amberfield Arcadia Ashgrove Aspen Atlas Aurora Bayview Beacon Birchwood Blackthorn Bluestone Bramble Bridgewater Brookhaven
  Cardinal Cascade Cedarbrook Chestnut Clearwater Cobalt Copperfield Cornerstone Crescent Crosswind Dovetail Driftwood Eastbrook Elmwood
  Emberline Evergreen Fairview Falcon Fernhill Fieldstone Flagstone Foxglove Gateway Glenwood Goldcrest Granite Greenfield Greystone
  Halcyon Hawthorn Hazelwood Heron Highpoint Hillcrest Hollybrook Ironbridge Ivyline Juniper Kestrel Keystone Kingfisher Lakeshore Larkspur
  Laurel Lighthouse Lindenwood Longmeadow Magnolia Maplewood Marigold Meadowlark Meridian Millbrook Mosswood Northwind Oakridge Old-Mill
  Orchard Osprey Palisade Parkside Pebblebrook Pinecrest Pioneer Quarry Quartz Ravenwood Redwood Ridgeway Riverbend Rosewood Saltmarsh
  Sandpiper Seabright Shoreline Silverlake Skylark Southgate Sparrow Springhill Stillwater Stonebridge Summit Sunridge Sycamore Tamarack
  Thistle Thornbury Timberline Tidewater Tulip Valleyview Verdant Vista Walnut Waterford Westfield Whitestone Wildwood Willow Windmill
  Wintergreen Woodbine Wrenfield Yarrow Yellowstone
`).map((stem) => stem.replace('-', ' '));

/** Second halves of company names, by market segment. */
export const COMPANY_TRADES: Readonly<Record<string, readonly string[]>> = {
  healthcare: ['Family Practice', 'Orthopedics', 'Pediatrics', 'Veterinary Clinic', 'Eye Care', 'Physiotherapy', 'Dental Studio'],
  manufacturing: ['Precision Parts', 'Plastics', 'Packaging', 'Metalworks', 'Instruments', 'Textiles', 'Castings'],
  legal: ['Law Group', 'Legal Partners', 'Attorneys', 'Title & Escrow', 'Notary Services'],
  finance: ['Credit Union', 'Wealth Advisors', 'Accounting', 'Insurance Agency', 'Tax Services', 'Mortgage'],
  retail: ['Outfitters', 'Home Supply', 'Bookshops', 'Garden Center', 'Markets', 'Cycle Works'],
  hospitality: ['Hotel', 'Bistro Group', 'Catering', 'Resort', 'Event Hall', 'Brewing'],
  education: ['Academy', 'Montessori', 'Learning Center', 'Music School', 'Training Institute'],
  nonprofit: ['Foundation', 'Community Trust', 'Food Bank', 'Arts Council', 'Shelter'],
  construction: ['Builders', 'Roofing', 'Engineering', 'Architects', 'Electrical', 'Civil Works'],
  technology: ['Software', 'Analytics', 'Robotics', 'Labs', 'Media', 'Sensors'],
};

export const STREETS: readonly string[] = [
  'Harbor Street',
  'Mill Lane',
  'Foundry Road',
  'Orchard Avenue',
  'Station Road',
  'Canal Street',
  'Beacon Hill Road',
  'Market Square',
  'Linden Avenue',
  'Quarry Road',
  'Bridge Street',
  'Depot Street',
  'Chapel Lane',
  'Washington Avenue',
  'Front Street',
  'Granite Way',
  'Commerce Drive',
  'Elm Street',
];

/** City, state, postal code, telephone area code. */
export const CITIES: readonly (readonly [city: string, state: string, postalCode: string, areaCode: string])[] = [
  ['New York', 'NY', '10011', '212'],
  ['Brooklyn', 'NY', '11201', '718'],
  ['Yonkers', 'NY', '10701', '914'],
  ['Albany', 'NY', '12207', '518'],
  ['Newark', 'NJ', '07102', '973'],
  ['Jersey City', 'NJ', '07302', '201'],
  ['Stamford', 'CT', '06901', '203'],
  ['Hartford', 'CT', '06103', '860'],
  ['Providence', 'RI', '02903', '401'],
  ['Boston', 'MA', '02110', '617'],
  ['Worcester', 'MA', '01608', '508'],
  ['Philadelphia', 'PA', '19103', '215'],
  ['Scranton', 'PA', '18503', '570'],
  ['Wilmington', 'DE', '19801', '302'],
  ['Baltimore', 'MD', '21202', '410'],
  ['Portland', 'ME', '04101', '207'],
];

export const JOB_TITLES: readonly string[] = [
  'Office Manager',
  'Operations Manager',
  'Owner',
  'Bookkeeper',
  'Receptionist',
  'Practice Manager',
  'Controller',
  'Warehouse Lead',
  'Head of HR',
  'Sales Director',
  'Engineer',
  'Paralegal',
  'Store Manager',
  'Executive Assistant',
  'Facilities Manager',
  'Marketing Lead',
  'Purchasing',
  'Principal',
  'Shift Supervisor',
  'Project Coordinator',
  'IT Contact',
  'Chief Financial Officer',
  'Managing Director',
  'Nurse Manager',
];

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
